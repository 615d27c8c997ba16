export { default as ChangePasswordScreen } from './ChangePasswordScreen.vue';
export { default as IdleNotice } from './IdleNotice.vue';
export { default as SampleScreen } from './SampleScreen.vue';
export { default as SetupScreen } from './SetupScreen.vue';
export { default as SignInScreen } from './SignInScreen.vue';
export { default as StartScreen } from './StartScreen.vue';
