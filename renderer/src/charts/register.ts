import { BarChart, HeatmapChart, LineChart, MapChart, RadarChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GeoComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent, RadarComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

/** Only the parts our charts are made of; a new kind of chart is added here once. */
use([
  SVGRenderer, LabelLayout, BarChart, LineChart, ScatterChart, RadarChart, HeatmapChart, MapChart,
  AriaComponent, GeoComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent, RadarComponent, TooltipComponent, VisualMapComponent,
]);
