import type { Logger } from 'pino'
import { ModelFailure } from '../model/errors.ts'
import type { Models } from '../model/models.ts'
import { type Answering, isLookup } from './answering.ts'
import { defaultPlan } from './default-plan.ts'
import { boundedPlan, PlanAnswer, type Step } from './plan.ts'
import { PLAN_PROMPT_VERSION, planRequest } from './prompts/plan.ts'

/** Fewer passages than these are little: the planner may think again, once. */
const LITTLE = 3

/**
 * Has the planner decide and uses the tools that it decides on; resolves to all that was decided. A planner that gives
 * no usable plan is done without: the question itself is searched for. Wrong settings (a refused key) end the run.
 */
export async function modelPlan(
  answering: Answering,
  { structured }: ReturnType<Models['forRun']>,
  { name, log }: { name: string; log: Logger },
): Promise<Step[]> {
  const { context, desk } = answering
  const known = new Set(desk.sources.map(({ ref }) => ref))
  const ask = async (step: string, request: ReturnType<typeof planRequest>): Promise<PlanAnswer | null> => {
    try {
      const { signal } = context
      return PlanAnswer.parse(await context.step(step, () => structured.ask({ ...request, signal })))
    } catch (error) {
      context.signal.throwIfAborted()
      if (!(error instanceof ModelFailure && error.outage)) throw error
      log.warn({ code: error.code, requestId: error.requestId }, 'turn planned without the model')
      return null
    }
  }

  const first = await ask(`plan ${PLAN_PROMPT_VERSION}`, planRequest(desk))
  const plan = boundedPlan(first ?? { steps: [] }, known)
  const steps = [...plan.steps]
  const onlyNote = steps.length > 0 && steps.every(step => step.tool === 'add_note' && step.text)
  if (!onlyNote && !steps.some(isLookup)) steps.push(...defaultPlan(desk).filter(isLookup))
  const found: number[] = []
  for (const step of steps) found.push(isLookup(step) ? (await answering.use(step)).found : 0)
  const total = found.reduce((sum, each) => sum + each, 0)
  if (!first || onlyNote || total >= LITTLE || desk.sources.length === 0) {
    if (plan.dropped > 0) await answering.remark(boundRemark(name, plan.dropped))
    return steps
  }

  const second = await ask(`plan again ${PLAN_PROMPT_VERSION}`, planRequest(desk, { steps, found }))
  // What is to be made was decided by the first look at the question; only what is looked up may change.
  const lookups = {
    steps: (second?.steps ?? []).filter(({ tool }) => tool !== 'add_note' && tool !== 'propose'),
  }
  const more = boundedPlan(lookups, known, steps)
  for (const step of more.steps) if (isLookup(step)) await answering.use(step)
  const dropped = plan.dropped + more.dropped
  if (dropped > 0) await answering.remark(boundRemark(name, dropped))
  return [...steps, ...more.steps]
}

const boundRemark = (name: string, dropped: number): string =>
  `“${name}” wanted to look up ${dropped === 1 ? 'one thing' : `${dropped} things`} more: the same again, more than a question may take, or without saying what. It answered from what was found.`
