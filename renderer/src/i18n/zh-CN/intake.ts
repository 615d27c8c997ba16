export const intake = {
  nav: '导入',
};
