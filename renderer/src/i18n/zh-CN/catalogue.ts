export const catalogue = {
  nav: '数据目录',
};
