export const rejects = {
  unknown: '未知原因',
};
