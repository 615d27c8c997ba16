export { aboutWords } from './about-words.ts';
export { default as DissentPanel } from './DissentPanel.vue';
