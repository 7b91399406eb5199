import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type {
  Branch,
  BranchDraft,
  DecisionDraft,
  Gate,
  Offer,
  OfferDraft,
  Plan,
  Ways,
} from '../../core/contract/decision.ts'
import { newId } from '../../core/contract/new-id.ts'
import { err, ok } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import type { Answer } from '../api/client.ts'
import type { DecisionsApi } from '../api/decisions.ts'
import { failure } from '../api/request.ts'
import type { Library } from '../outbox/library.ts'
import type { Decisions, DecisionsWorld } from '../panel/decisions/decisions-world.ts'
import type { Work } from '../panel/world.ts'
import type { Reports } from '../reports/late-reports.ts'
import { offersFor, sourcesOfOffers } from './offers-for.ts'
import { twice } from './twice.ts'

export interface DecisionsDeps {
  api: DecisionsApi
  library: Pick<Library, 'decisions' | 'keepDecisions'>
  work: ReadonlySignal<Work>
  isOnline: () => boolean
  addRun: (run: Run) => void
  /** Sends what waits: the server must know the project and its sources first. */
  flush: () => Promise<void>
  clock: () => number
  used: Reports['used']
}

/** Runs that end in an offer are called as their gate. */
const offering: ReadonlySet<string> = new Set<Gate>(['angle', 'outline', 'hook'])

const EMPTY: Decisions = { state: 'loading', ways: null, offers: [], failure: null }

/** What is decided of the project that is looked at: what was kept at once, what the server says as soon as it does. */
export function decisionsWorld(deps: DecisionsDeps) {
  const { api, library, work, isOnline, addRun, flush, clock } = deps
  const decisions = signal<Decisions>(EMPTY)
  const projectId = computed(() => work.value.projectId)
  let over = false

  const show = (change: Partial<Decisions>) => {
    decisions.value = { ...decisions.peek(), ...change }
  }
  const shows = (id: string) => !over && id === projectId.peek()

  async function turnTo(id: string): Promise<void> {
    decisions.value = EMPTY
    if (!id) return
    const kept = await library.decisions(id)
    // An answer of the server may have been quicker.
    if (shows(id) && kept && decisions.peek().state === 'loading') show(kept)
    if (isOnline()) await refresh()
    // Offline there is nothing to wait for.
    else if (shows(id)) show({ state: 'there' })
  }

  async function refresh(): Promise<void> {
    const id = projectId.peek()
    if (!id) return
    const ways = await api.ways(id)
    if (!shows(id)) return
    if (!ways.ok) {
      // The project waits to be sent: nothing can be decided of it there yet.
      const unknown = ways.error.status === 404
      return show(unknown ? { state: 'there', failure: null } : { state: 'failed', failure: ways.error })
    }
    const offers = await allOffers(ways.value)
    if (!shows(id)) return
    if (!offers.ok) return show({ state: 'failed', ways: ways.value, failure: offers.error })
    show({ state: 'there', ways: ways.value, offers: offers.value, failure: null })
    keep(id)
  }

  async function allOffers(ways: Ways): Answer<Offer[]> {
    const answers = await Promise.all(
      sourcesOfOffers(ways).map(async branch => ({ branch, answer: await api.offers(branch.id) })),
    )
    const failed = answers.find(({ answer }) => !answer.ok)
    if (failed && !failed.answer.ok) return failed.answer
    return ok(
      offersFor(
        ways,
        answers.flatMap(({ answer }) => (answer.ok ? answer.value : [])),
      ),
    )
  }

  function keep(id: string): void {
    const { ways, offers } = decisions.peek()
    if (!ways) return
    void library.keepDecisions(id, { ways, offers }).catch(() => {
      // It is the server's to keep: here it is only for reading without it.
    })
  }

  function put(branch: Branch): void {
    const { ways } = decisions.peek()
    if (!shows(branch.projectId) || !ways) return
    const known = ways.branches.some(each => each.id === branch.id)
    const branches = known
      ? ways.branches.map(each => (each.id === branch.id ? branch : each))
      : [...ways.branches, branch]
    show({ ways: { ...ways, branches } })
    keep(branch.projectId)
  }

  /** The branch that is open. A project that the server does not know yet is told to it first. */
  async function openId(): Answer<string> {
    const known = decisions.peek().ways
    if (known) return ok(known.openId)
    await flush()
    const answer = await api.ways(projectId.peek())
    if (!answer.ok) return answer
    if (decisions.peek().ways === null) show({ state: 'there', ways: answer.value, failure: null })
    return ok(answer.value.openId)
  }

  let planning: Promise<unknown> = Promise.resolve()
  async function changePlan(id: string, change: Partial<Plan>): Answer<Plan> {
    const branch = await openId()
    if (!branch.ok) return branch
    const known = decisions.peek().ways
    if (!known || !shows(id)) return err(failure('stopped', 'Another project was opened meanwhile.'))
    const answer = await twice(() => api.putPlan(id, { ...known.plan, ...change }))
    const { ways } = decisions.peek()
    if (answer.ok && ways && shows(id)) {
      show({ ways: { ...ways, plan: answer.value } })
      keep(id)
    }
    return answer
  }

  const off = effect(() => {
    const id = projectId.value
    void turnTo(id)
  })

  const world: DecisionsWorld = {
    decisions,
    refresh,
    async offer(gate, wish) {
      await flush()
      const branch = await openId()
      if (!branch.ok) return branch
      const draft: OfferDraft = { id: newId(clock()), gate, wish }
      const answer = await twice(() => api.offer(branch.value, draft))
      if (answer.ok) addRun(answer.value)
      return answer
    },
    async decide(draft) {
      const branch = await openId()
      if (!branch.ok) return branch
      const decided: DecisionDraft = { ...draft, id: newId(clock()) }
      const answer = await twice(() => api.decide(branch.value, decided))
      if (answer.ok) {
        put(answer.value)
        deps.used({ event: `${draft.content.gate}_taken` })
      }
      return answer
    },
    setPlan(change) {
      const id = projectId.peek()
      // One after the other: each is made on what the one before it came to.
      const planned = planning.then(() => changePlan(id, change))
      planning = planned.catch(() => {})
      return planned
    },
    async rewind(gate, name) {
      const id = projectId.peek()
      const from = await openId()
      if (!from.ok) return from
      const draft: BranchDraft = { id: newId(clock()), name, fromId: from.value, before: gate }
      const made = await twice(() => api.makeBranch(id, draft))
      if (!made.ok) return made
      await world.open(made.value.id)
      return made
    },
    async open(branchId) {
      const answer = await twice(() => api.openBranch(branchId))
      if (!answer.ok) return answer
      const { ways } = decisions.peek()
      if (ways && shows(answer.value.projectId)) {
        show({ ways: { ...ways, openId: branchId }, offers: [] })
        put(answer.value)
      }
      await refresh()
      return ok(undefined)
    },
    async rename(branchId, name) {
      const answer = await twice(() => api.nameBranch(branchId, name))
      if (answer.ok) put(answer.value)
      return answer
    },
    log: () => api.decisions(projectId.peek()),
    scriptOf: branchId => api.script(branchId),
  }

  return {
    world,
    /** The server knows this project, and can be asked about it. */
    told(id: string): void {
      if (id === projectId.peek() && decisions.peek().ways === null) void refresh()
    },
    /** What happened while the server was out of sight is not known. */
    outdated: () => void refresh(),
    /** A run of the work is over. */
    ended(run: Run): void {
      if (offering.has(run.kind)) void refresh()
    },
    stop(): void {
      over = true
      off()
    },
  }
}
