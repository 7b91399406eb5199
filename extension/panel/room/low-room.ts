/** That the disk gets full, told while clips still can be saved. */
export interface LowRoom {
  /** Bytes that are left. */
  free: number
  /** Clips of all projects that wait here to be sent: what takes the space, and leaves it when it is sent. */
  waiting: number
  /** The next clip may not fit. */
  pressing: boolean
}

const MB = 1_000_000
/** A capture with its original page, or a PDF with its file, takes up to this much. */
const pressingFree = 40 * MB
const lowFree = 200 * MB
const lowShare = 0.9

/** Whether it is time to warn: under 200 MB free, or nine tenths of our share used. Null: nothing to say. */
export function lowRoom({ used, most }: { used: number; most: number }): Omit<LowRoom, 'waiting'> | null {
  const free = Math.max(0, most - used)
  if (free >= lowFree && used <= most * lowShare) return null
  return { free, pressing: free < pressingFree }
}
