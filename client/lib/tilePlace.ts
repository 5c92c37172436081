import type { WallTile } from '#shared/model/wall.ts';

/** Size of the whole picture and how far this output's part lies from its corner, CSS pixels. */
export interface TilePlace {
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
}

/** Where an output of this size lies in the picture; what the bezels hide is part of the picture. */
export function toTilePlace(tile: WallTile, outputWidth: number, outputHeight: number): TilePlace {
  return {
    width: tile.cols * outputWidth + (tile.cols - 1) * tile.bezelX,
    height: tile.rows * outputHeight + (tile.rows - 1) * tile.bezelY,
    x: tile.x * (outputWidth + tile.bezelX),
    y: tile.y * (outputHeight + tile.bezelY),
  };
}
