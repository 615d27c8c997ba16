export const audit = {
  nav: '审计记录',
};
