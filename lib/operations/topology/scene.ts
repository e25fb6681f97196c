/** Shapes in pixels from the upper left corner, independent of the output format. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export type Shape = SceneBox | SceneText | SceneEdge;

/** Kind of a box, which determines its colour. */
export type Style =
  | 'paper'
  | 'panel'
  | 'group'
  | 'model server'
  | 'gateway'
  | 'application'
  | 'worker'
  | 'other'
  | 'host'
  | 'queue'
  | 'identity'
  | 'sync';

export interface SceneBox {
  readonly type: 'box';
  /** `panel` is on the paper, `group` in a panel, `card` in either. */
  readonly level: 'paper' | 'panel' | 'group' | 'card' | 'sample';
  readonly style: Style;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SceneText {
  readonly type: 'text';
  readonly x: number;
  /** Base line. */
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
  readonly muted: boolean;
  readonly text: string;
  /** Maximum width in any font. */
  readonly width: number;
  /** Full text if `text` is cut. */
  readonly full: string | undefined;
}

export interface SceneEdge {
  readonly type: 'edge';
  readonly from: Point;
  readonly to: Point;
  /** Title for screen readers and tooltips. */
  readonly title: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Part of the scene with its height. */
export interface Block {
  readonly shapes: readonly Shape[];
  readonly height: number;
}
