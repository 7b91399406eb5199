/** How much the extension's storage holds and may hold, in bytes. */
export interface Room {
  used: number
  /** What there can be in all: the browser's share for us, or less where the disk has less left. */
  most: number
}

/** Null where the browser does not say. */
export type MeasureRoom = () => Promise<Room | null>

export const browserRoom: MeasureRoom = async () => {
  const { usage, quota } = await navigator.storage.estimate()
  return usage === undefined || quota === undefined ? null : { used: usage, most: quota }
}
