import { LineChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([
  LineChart,
  AriaComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  CanvasRenderer,
]);

/** A chart that lives as long as its panel. */
export interface Chart {
  draw(option: EChartsCoreOption): void;
  dispose(): void;
}

/** Makes one chart in an element and keeps its size; `dispose` leaves nothing behind. */
export function createChart(element: HTMLElement): Chart {
  const chart = init(element, null, { renderer: 'canvas' });
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(element);
  return {
    draw: (option) => chart.setOption(option, { notMerge: true, lazyUpdate: true }),
    dispose: () => {
      observer.disconnect();
      chart.dispose();
    },
  };
}
