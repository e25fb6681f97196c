/** What is on the paper, in pixels from the upper left corner, before it is written in any format. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export type Shape = SceneBox | SceneText | SceneEdge;

/** Decides colours: what a box is. */
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
  /** `panel` lies on the paper, `group` in a panel, `card` in either. */
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
  /** Of the base line. */
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
  readonly muted: boolean;
  readonly text: string;
  /** How wide it is at most. */
  readonly width: number;
  /** All of it, where `text` was cut. */
  readonly full: string | undefined;
}

export interface SceneEdge {
  readonly type: 'edge';
  readonly from: Point;
  readonly to: Point;
  /** In words, for who reads no lines. */
  readonly title: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A part of the scene that knows its height. */
export interface Block {
  readonly shapes: readonly Shape[];
  readonly height: number;
}
