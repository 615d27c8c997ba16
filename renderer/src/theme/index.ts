import 'element-plus/dist/index.css';
import 'element-plus/theme-chalk/dark/css-vars.css';
import '@fontsource-variable/noto-sans-sc/index.css';
import './tokens.css';
import './base.css';
import './element.css';

export { isDark, setThemeChoice, themeChoice, type ThemeChoice } from './mode.ts';
