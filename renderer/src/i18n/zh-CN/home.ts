export const home = {
  nav: '首页',
};
