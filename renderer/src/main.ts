import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { i18n, language, setLanguage } from './i18n/index.ts';
import { router } from './router/index.ts';
import './theme/index.ts';

setLanguage(language.value);
createApp(App).use(createPinia()).use(i18n).use(router).mount('#app');
