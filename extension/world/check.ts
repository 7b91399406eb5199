import { effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Result } from '../../core/contract/result.ts'
import type { Source, SourceCheck, SourceDetail } from '../../core/contract/source.ts'
import type { Api } from '../api/client.ts'
import type { ApiFailure } from '../api/request.ts'
import type { Permissions } from '../browser/permissions.ts'
import type { Area } from '../browser/storage.ts'
import { eachSite } from '../check/check-all.ts'
import type { CheckDeps } from '../check/check-deps.ts'
import { checkSource, placeOf } from '../check/check-source.ts'
import { type Checks, checksIn } from '../check/kept-checks.ts'
import type { CheckWorld } from '../panel/check/check-world.ts'
import type { Connection } from '../panel/world.ts'

export interface CheckWorldDeps {
  api: Pick<Api, 'putCheck'>
  openSource: (id: string) => Promise<Result<SourceDetail, ApiFailure>>
  permissions: Permissions
  local: Area
  connection: ReadonlySignal<Connection>
  clock: () => number
  /** Everything that looks at pages, loaded when it is first needed. */
  eyes: () => Promise<Omit<CheckDeps, 'allowed'>>
  /** The server knows more of its sources. */
  told: () => Promise<void>
}

/** Looking again at what was clipped. What is found is kept here first, and goes to the server when it is there. */
export function checkWorld(deps: CheckWorldDeps): { world: CheckWorld; stop: () => void } {
  const { api, permissions, local, connection, clock } = deps
  const kept = checksIn(local)
  const checks = signal<Checks>({})
  const going = signal<{ done: number; total: number; title: string } | null>(null)
  let over: AbortController | null = null
  void kept.read().then(found => {
    checks.value = { ...found, ...checks.peek() }
  })
  const off = effect(() => {
    if (connection.value.state === 'online') void send()
  })

  /** A check that the server refuses (the source was clipped anew, or is gone) is of no more use. */
  async function send(): Promise<void> {
    let any = false
    for (const [id, check] of Object.entries(await kept.read())) {
      const answer = await api.putCheck(id, check)
      if (!answer.ok && answer.error.status === null) break
      // A source that waits to be sent itself is unknown there for a while.
      if (!answer.ok && answer.error.status === 404) continue
      await kept.sent(id, check)
      any = true
    }
    if (any) await deps.told()
  }

  async function look(source: Source, eyes: CheckDeps, signal: AbortSignal): Promise<void> {
    const opened = await deps.openSource(source.id)
    // Neither the server nor this computer has its text: nothing to compare with, and nothing is said of it.
    if (!opened.ok) return
    const found = await checkSource(opened.value, eyes, signal)
    signal.throwIfAborted()
    const check: SourceCheck = {
      ...found,
      at: new Date(clock()).toISOString(),
      contentHash: opened.value.contentHash,
    }
    checks.value = { ...checks.peek(), [source.id]: check }
    await kept.keep(source.id, check)
  }

  const world: CheckWorld = {
    going,
    of(source) {
      const found = [checks.value[source.id], source.check].filter(
        check => check && check.contentHash === source.contentHash,
      ) as SourceCheck[]
      return found.sort((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null
    },
    async run(sources) {
      if (going.peek()) return
      const sites = [...new Set(sources.flatMap(source => placeOf(source) ?? []))]
      // First thing in the click: the question needs the gesture. A no is told source by source.
      const asking = sites.length > 0 ? permissions.request(sites).catch(() => false) : Promise.resolve(true)
      const mine = new AbortController()
      over = mine
      let done = 0
      going.value = { done, total: sources.length, title: '' }
      try {
        const [eyes] = await Promise.all([deps.eyes(), asking])
        const allowed = (site: string) => permissions.has([site]).catch(() => false)
        const act = async (source: Source) => {
          if (!mine.signal.aborted) going.value = { done, total: sources.length, title: source.title }
          await look(source, { ...eyes, allowed }, mine.signal)
          done++
          if (!mine.signal.aborted) going.value = { done, total: sources.length, title: source.title }
        }
        await eachSite(sources, source => placeOf(source) ?? 'file:', act, mine.signal)
      } finally {
        going.value = null
        over = null
        if (connection.peek().state === 'online') await send()
      }
    },
    cancel() {
      over?.abort()
      going.value = null
    },
  }
  return {
    world,
    stop() {
      over?.abort()
      off()
    },
  }
}
