import type { SourceCheck } from '../../core/contract/source.ts'

/** What looking again found of one source, before it is dated. */
export type Verdict = Pick<SourceCheck, 'state' | 'detail'>

export const verdict = (state: Verdict['state'], detail: string): Verdict => ({
  state,
  detail: detail.toWellFormed().slice(0, 500).toWellFormed(),
})
