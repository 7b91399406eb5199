import { z } from 'zod'
import { Proposal } from '../../core/contract/conversation.ts'
import { Tool } from '../../core/contract/tool.ts'

/** What a planner answers: a tool with what it needs, the rest null. Parsed leniently, since small models leave fields out. */
export const PlannedStep = z.object({
  tool: Tool,
  query: z.string().nullable().default(null),
  source: z.string().nullable().default(null),
  passage: z.int().nonnegative().nullable().default(null),
  kind: Proposal.shape.kind.nullable().default(null),
  text: z.string().nullable().default(null),
})
export const PlanAnswer = z.object({ steps: z.array(PlannedStep) })
export type PlanAnswer = z.infer<typeof PlanAnswer>

/** One use of a tool, with all that it needs. */
export type Step =
  | { tool: 'search'; query: string; source: string | null }
  | { tool: 'search_channel'; query: string }
  | { tool: 'compare_sources'; query: string }
  | { tool: 'list_claims'; query: string | null }
  | { tool: 'read_passage'; source: string; passage: number }
  | { tool: 'add_note'; text: string | null }
  | { tool: 'propose'; kind: Proposal['kind'] }

export interface Plan {
  steps: Step[]
  /** Steps that were not taken: beyond what a turn may do, twice the same, or without what they need. */
  dropped: number
}

/** Uses of tools in one plan, and in a whole turn. */
export const MOST_STEPS = 6
const MOST_QUERY_CHARS = 300

/** Keeps of a plan what can be done, once each and not more than a turn may do. @param before what was done already */
export function boundedPlan({ steps }: PlanAnswer, known: ReadonlySet<string>, before: Step[] = []): Plan {
  const taken = new Set(before.map(keyOf))
  const plan: Plan = { steps: [], dropped: 0 }
  for (const planned of steps) {
    const step = stepOf(planned, known)
    const key = step && keyOf(step)
    if (!step || !key || taken.has(key) || plan.steps.length >= MOST_STEPS) plan.dropped++
    else {
      taken.add(key)
      plan.steps.push(step)
    }
  }
  return plan
}

const keyOf = (step: Step): string => JSON.stringify(step).toLowerCase()

function stepOf(planned: PlanAnswer['steps'][number], known: ReadonlySet<string>): Step | null {
  const { tool, passage, kind } = planned
  const query = planned.query?.replace(/\s+/g, ' ').trim().slice(0, MOST_QUERY_CHARS) || null
  const ref = planned.source?.trim().toUpperCase() ?? null
  const source = ref && known.has(ref) ? ref : null
  switch (tool) {
    case 'search':
      return query ? { tool, query, source } : null
    case 'search_channel':
    case 'compare_sources':
      return query ? { tool, query } : null
    case 'list_claims':
      return { tool, query }
    case 'read_passage':
      return source ? { tool, source, passage: passage ?? 0 } : null
    case 'add_note':
      return { tool, text: planned.text?.trim().slice(0, 2_000) || null }
    case 'propose':
      return kind ? { tool, kind } : null
  }
}
