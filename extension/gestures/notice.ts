import type { Area } from '../browser/storage.ts'

const KEY = 'notice'

/** What went wrong outside the panel, kept until the panel shows it or the browser closes. */
export interface Notice {
  message: string
  /** Milliseconds since 1970. */
  at: number
}

export function noticesIn(session: Area) {
  return {
    async read(): Promise<Notice | null> {
      return noticeOf(await session.get(KEY))
    },
    leave: (notice: Notice) => session.set(KEY, notice),
    clear: () => session.remove(KEY),
    onChanged: (heard: (notice: Notice | null) => void) =>
      session.onChanged(KEY, value => heard(noticeOf(value))),
  }
}

export type Notices = ReturnType<typeof noticesIn>

function noticeOf(value: unknown): Notice | null {
  const { message, at } = (value ?? {}) as Partial<Notice>
  return typeof message === 'string' && typeof at === 'number' ? { message, at } : null
}
