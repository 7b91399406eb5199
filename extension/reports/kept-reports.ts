import type { ErrorReport, UseEvent } from '../../core/contract/report.ts'
import type { Locks } from '../browser/locks.ts'
import type { Area } from '../browser/storage.ts'
import type { Agreement, ReportKind, SentReport } from '../panel/reports/reports-world.ts'

const AGREED = 'reports'
const SENT = 'reports-sent'
/** In storage.session: what was not sent by then is gone with the browser. */
const WAITING = 'reports-waiting'

/** Of different errors, until the browser is closed. */
const MOST_ERRORS = 20
/** That wait at once. */
const MOST_EVENTS = 50
const MOST_TIMES = 100_000
/** After so many sendings that failed what waits is given up. */
const MOST_TRIES = 3

export interface Batch {
  errors: ErrorReport[]
  use: UseEvent[]
  /** How often it was tried to send it. */
  tries: number
}

interface Waiting extends Batch {
  /** The errors that were heard of since the browser was opened. Each is told once. */
  known: string[]
}

/** What is to be told of the extension, on this computer and by server. Nothing is kept that the creator did not agree to. */
export function keptReports({ local, session, locks }: { local: Area; session: Area; locks: Locks }) {
  const hold = <Value>(work: () => Promise<Value>) => locks.hold('ownwords.reports', work)
  const agreed = async () => agreedIn(await local.get(AGREED))
  const waiting = async () => waitingIn(await session.get(WAITING))

  return {
    agreed,
    sent: async () => sentIn(await local.get(SENT)),
    onAgreed: (heard: () => void) => local.onChanged(AGREED, heard),
    onSent: (heard: () => void) => local.onChanged(SENT, heard),

    /** @param to null: withdraws it, with what waits */
    agree: (kind: ReportKind, to: Agreement | null): Promise<void> =>
      hold(async () => {
        await local.set(AGREED, { ...(await agreed()), [kind]: to })
        if (!to) await session.set(WAITING, { ...(await waiting()), [kind]: [] })
      }),

    /** @returns whether it waits to be sent */
    addError: (report: ErrorReport): Promise<boolean> =>
      hold(async () => {
        if (!(await agreed()).errors) return false
        const now = await waiting()
        const same = now.errors.find(each => isSame(each, report))
        if (same) same.times = Math.min(same.times + 1, MOST_TIMES)
        else {
          if (now.known.length >= MOST_ERRORS || now.known.includes(nameOf(report))) return false
          now.known.push(nameOf(report))
          now.errors.push(report)
        }
        await session.set(WAITING, now)
        return true
      }),

    /** @returns whether it waits to be sent */
    addUse: (event: UseEvent): Promise<boolean> =>
      hold(async () => {
        if (!(await agreed()).use) return false
        const now = await waiting()
        if (now.use.length >= MOST_EVENTS) return false
        await session.set(WAITING, { ...now, use: [...now.use, event] })
        return true
      }),

    /** Takes what waits, for whoever sends it: no other context does. null: nothing waits. */
    take: (): Promise<Batch | null> =>
      hold(async () => {
        const { errors, use, tries, known } = await waiting()
        if (errors.length + use.length === 0) return null
        await session.set(WAITING, { errors: [], use: [], tries: 0, known })
        return { errors, use, tries }
      }),

    /** Has what could not be sent wait again, with what came since; not for long, and not what was withdrawn meanwhile. */
    putBack: ({ errors, use, tries }: Batch): Promise<void> =>
      hold(async () => {
        if (errors.length + use.length === 0 || tries + 1 >= MOST_TRIES) return
        const now = await waiting()
        const is = await agreed()
        await session.set(WAITING, {
          errors: is.errors ? [...errors, ...now.errors].slice(0, MOST_ERRORS) : now.errors,
          use: is.use ? [...use, ...now.use].slice(0, MOST_EVENTS) : now.use,
          tries: tries + 1,
          known: now.known,
        })
      }),

    noteSent: (kind: ReportKind, report: SentReport): Promise<void> =>
      hold(async () => local.set(SENT, { ...sentIn(await local.get(SENT)), [kind]: report })),
  }
}

export type KeptReports = ReturnType<typeof keptReports>

/** The same place in our code by the same kind of error. */
const nameOf = ({ name, code, place, frames }: ErrorReport): string =>
  JSON.stringify([name, code, place, frames.map(({ file, line, column }) => [file, line, column])])
const isSame = (one: ErrorReport, other: ErrorReport) => nameOf(one) === nameOf(other)

// What is kept may be of another version of the extension.
const objectOf = (kept: unknown): Record<string, unknown> => (kept ?? {}) as Record<string, unknown>
const listOf = <Each>(kept: unknown): Each[] => (Array.isArray(kept) ? kept : [])

function agreedIn(kept: unknown): Record<ReportKind, Agreement | null> {
  const one = (agreement: unknown): Agreement | null => {
    const { host, accountId } = objectOf(agreement)
    return typeof host === 'string' && typeof accountId === 'string' ? { host, accountId } : null
  }
  const { errors, use } = objectOf(kept)
  return { errors: one(errors), use: one(use) }
}

function sentIn(kept: unknown): Record<ReportKind, SentReport | null> {
  const one = (report: unknown): SentReport | null => {
    const { at, host, body } = objectOf(report)
    return typeof at === 'number' && typeof host === 'string' ? { at, host, body } : null
  }
  const { errors, use } = objectOf(kept)
  return { errors: one(errors), use: one(use) }
}

function waitingIn(kept: unknown): Waiting {
  const { errors, use, known, tries } = objectOf(kept)
  return {
    errors: listOf(errors),
    use: listOf(use),
    known: listOf(known),
    tries: typeof tries === 'number' ? tries : 0,
  }
}
