import { signal } from '@preact/signals'

/** The time by which "3 minutes ago" is said. It moves once a minute, and only while somebody can see it. */
export const now = signal(Date.now())

/** Starts the clock; the answer stops it. */
export function keepTime(page: Document): () => void {
  let timer: ReturnType<typeof setInterval> | undefined
  const follow = () => {
    clearInterval(timer)
    timer = undefined
    if (page.visibilityState === 'hidden') return
    now.value = Date.now()
    timer = setInterval(() => {
      now.value = Date.now()
    }, 60_000)
  }
  page.addEventListener('visibilitychange', follow)
  follow()
  return () => {
    clearInterval(timer)
    page.removeEventListener('visibilitychange', follow)
  }
}
