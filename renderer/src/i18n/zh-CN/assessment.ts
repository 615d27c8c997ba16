export const assessment = {
  nav: '决策事项',
};
