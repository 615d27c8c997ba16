import type { EChartsOption } from 'echarts';
import type { Palette } from './palette.ts';

const FONT = "'Noto Sans SC Variable', 'Noto Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif";

/** What every chart shares: font, quiet axes, text tooltips (no HTML), no motion. Spread first, then the chart's own parts. */
export function baseOption(palette: Palette): EChartsOption {
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: FONT, fontSize: 12, color: palette.text },
    aria: { enabled: true },
    tooltip: {
      renderMode: 'richText',
      trigger: 'item',
      backgroundColor: palette.surface,
      borderColor: palette.line,
      textStyle: { color: palette.text, fontSize: 12, fontFamily: FONT },
      confine: true,
    },
    grid: { left: 8, right: 16, top: 24, bottom: 4, containLabel: true },
  };
}

/** Axis strokes and labels of a category axis. */
export function categoryAxis(palette: Palette): { axisLine: { lineStyle: { color: string } }; axisTick: { show: boolean }; axisLabel: { color: string; fontSize: number } } {
  return { axisLine: { lineStyle: { color: palette.line } }, axisTick: { show: false }, axisLabel: { color: palette.muted, fontSize: 12 } };
}

/** Axis strokes and labels of a value axis; starts at zero unless the chart says otherwise. */
export function valueAxis(palette: Palette): { splitNumber: number; splitLine: { lineStyle: { color: string } }; axisLabel: { color: string; fontSize: number } } {
  return { splitNumber: 3, splitLine: { lineStyle: { color: palette.line } }, axisLabel: { color: palette.muted, fontSize: 12 } };
}
