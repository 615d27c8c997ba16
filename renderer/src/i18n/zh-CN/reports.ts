export const reports = {
  nav: '报告',
};
