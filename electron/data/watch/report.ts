import type { ImportReport } from '#shared/contract/intake.ts';
import type { ErrorEnvelope } from '#shared/errors/index.ts';

/** The note beside a file that came in: for the clerk who looks into the folder, so in Chinese like the workbook of rejects. */
export function doneReport(report: ImportReport, at: string): string {
  const { batchId, category, fileName, read, accepted, unchanged, superseded, held, rejected, reasons } = report;
  return lines([
    `文件：${fileName}`,
    `时间：${at}`,
    batchId === null ? '此文件与已导入的批次完全相同，没有新增或更改。' : `已导入为批次 ${String(batchId)}，数据类 ${category}。`,
    `读取 ${String(read)} = 新增 ${String(accepted)} + 未变 ${String(unchanged)} + 更新 ${String(superseded)}${held === 0 ? '' : ` + 搁置 ${String(held)}`} + 退回 ${String(rejected)}`,
    ...(rejected === 0 ? [] : ['退回原因（代码、字段、行数）：', ...reasons.map(({ code, field, count }) => `  ${code}  ${field ?? '-'}  ${String(count)}`), '退回行在程序的批次页逐行可查、可改正。']),
  ]);
}

/** The note beside a file that did not come in. */
export function failedReport(name: string, error: ErrorEnvelope, at: string): string {
  return lines([`文件：${name}`, `时间：${at}`, '未导入，没有写入任何数据。', `错误代码：${error.code}`, `原因：${error.message}`, '改正后把文件放回监视文件夹，或在程序中打开它查看原因。']);
}

function lines(parts: readonly string[]): string {
  return `${parts.join('\r\n')}\r\n`;
}
