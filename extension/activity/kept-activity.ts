import { newId } from '../../core/contract/new-id.ts'
import type { Activity } from '../../core/contract/receipt-of-time.ts'
import type { Locks } from '../browser/locks.ts'
import type { Area } from '../browser/storage.ts'
import { PAUSE_MS, type Span } from './spans.ts'

export type Counted = Omit<Activity, 'deviceId'>

export interface Delta {
  spans: Span[]
  clicks: number
  typedWords: number
}

interface Kept {
  deviceId: string
  /** Until when time is counted: panels of two windows are one creator's, who can be at one of them. */
  until: number
  projects: Record<string, Counted>
  /** What the server was told, by project, and of which account. */
  told: { account: unknown; projects: Record<string, string> }
}

const KEY = 'activity'

/** What was counted on this computer, by project. It only grows, and survives the browser. */
export function keptActivity({ local, locks }: { local: Area; locks: Locks }) {
  const read = async (): Promise<Kept> =>
    shaped(await local.get(KEY)) ?? {
      deviceId: newId(),
      until: 0,
      projects: {},
      told: { account: null, projects: {} },
    }
  const change = (act: (kept: Kept) => void): Promise<void> =>
    locks.hold('ownwords.activity', async () => {
      const kept = await read()
      act(kept)
      await local.set(KEY, kept)
    })
  const of = (kept: Kept, projectId: string, now: number): Counted => {
    kept.projects[projectId] ??= {
      since: new Date(now).toISOString(),
      ...{ activeMs: 0, clicks: 0, typedWords: 0, waitedMs: 0 },
    }
    return kept.projects[projectId]
  }

  return {
    add: (projectId: string, delta: Delta, now: number): Promise<void> =>
      change(kept => {
        const counted = of(kept, projectId, now)
        counted.clicks += delta.clicks
        counted.typedWords += delta.typedWords
        for (const { is, from, to } of delta.spans) {
          const ms = Math.round(to - Math.max(from, kept.until))
          if (ms <= 0) continue
          if (is === 'active') counted.activeMs += ms
          else counted.waitedMs += ms
          kept.until = Math.max(kept.until, to)
        }
      }),

    /** A clip from a page, by key, menu or toolbar: a press, and what lies between it and the last thing that counted. */
    captured: (projectId: string, now: number): Promise<void> =>
      change(kept => {
        const counted = of(kept, projectId, now)
        counted.clicks++
        const between = now - kept.until
        if (between > 0 && between <= PAUSE_MS) counted.activeMs += Math.round(between)
        kept.until = Math.max(kept.until, now)
      }),

    /** What one project has so far; null: nothing. */
    async project(projectId: string): Promise<Counted | null> {
      return (await read()).projects[projectId] ?? null
    },

    /** Projects of which the server of this account was not told all. */
    async untold(account: unknown): Promise<{ projectId: string; activity: Activity }[]> {
      const { deviceId, projects, told } = await read()
      return Object.entries(projects)
        .filter(([id, counted]) => told.account !== account || told.projects[id] !== sum(counted))
        .map(([projectId, counted]) => ({ projectId, activity: { deviceId, ...counted } }))
    },
    told: (account: unknown, projectId: string, activity: Activity): Promise<void> =>
      change(kept => {
        if (kept.told.account !== account) kept.told = { account, projects: {} }
        kept.told.projects[projectId] = sum(activity)
      }),
    /** A project that is gone: nobody will ask for its time. */
    forget: (projectId: string): Promise<void> =>
      change(kept => {
        delete kept.projects[projectId]
        delete kept.told.projects[projectId]
      }),
  }
}

export type KeptActivity = ReturnType<typeof keptActivity>

const sum = ({ activeMs, clicks, typedWords, waitedMs }: Omit<Counted, 'since'>): string =>
  [activeMs, clicks, typedWords, waitedMs].join(' ')

/** As this version writes it; what another one left is begun anew. */
function shaped(kept: unknown): Kept | null {
  const known = kept as Kept | null | undefined
  return known &&
    typeof known.deviceId === 'string' &&
    Number.isFinite(known.until) &&
    typeof known.projects === 'object' &&
    typeof known.told?.projects === 'object'
    ? known
    : null
}
