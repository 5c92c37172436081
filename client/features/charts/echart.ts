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
import type { GapFill } from './chartLimits.ts';

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
  /** Takes the size of its element. */
  resize(): void;
  draw(option: EChartsCoreOption): void;
  clear(): void;
  dispose(): void;
}

/** Makes one chart in an element; `dispose` leaves nothing behind. */
export function createChart(element: HTMLElement): Chart {
  const chart = init(element, null, { renderer: 'canvas' });
  return {
    resize: () => chart.resize(),
    draw: (option) => chart.setOption(option, { notMerge: true, lazyUpdate: true }),
    clear: () => chart.clear(),
    dispose: () => chart.dispose(),
  };
}

/** Diagonal hatch for spans without data. */
export function createGapFill(textPx: number): GapFill {
  const image = document.createElement('canvas');
  const side = Math.max(8, Math.round(textPx * 0.75));
  image.width = image.height = side;
  const pen = image.getContext('2d');
  if (!pen) return 'rgba(83,98,111,0.25)';
  pen.strokeStyle = 'rgba(83,98,111,0.75)';
  pen.lineWidth = side / 6;
  for (const shift of [-side, 0, side]) {
    pen.moveTo(shift - 2, side + 2);
    pen.lineTo(shift + side + 2, -2);
  }
  pen.stroke();
  return { image, repeat: 'repeat' };
}
