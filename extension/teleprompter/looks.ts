import type { Area } from '../browser/storage.ts'

/** How the prompter is set up: it stays so on this computer. */
export interface Looks {
  mirrored: boolean
  /** Pixels of a letter's height. */
  size: number
  /** Times the creator's own speed. */
  speed: number
}

export const SMALLEST = 24
export const LARGEST = 160
export const usualLooks: Looks = { mirrored: false, size: 64, speed: 1 }

const key = 'teleprompter'

export const keepLooks = (local: Area, looks: Looks): Promise<void> => local.set(key, looks)

export async function keptLooks(local: Pick<Area, 'get'>): Promise<Looks> {
  const kept = (await local.get(key)) as Partial<Record<keyof Looks, unknown>> | null | undefined
  const number = (value: unknown, least: number, most: number, usual: number) =>
    typeof value === 'number' && value >= least && value <= most ? value : usual
  return {
    mirrored: kept?.mirrored === true,
    size: number(kept?.size, SMALLEST, LARGEST, usualLooks.size),
    speed: number(kept?.speed, 0.5, 2, usualLooks.speed),
  }
}
