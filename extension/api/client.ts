import { z } from 'zod'
import { Brief } from '../../core/contract/brief.ts'
import { Project } from '../../core/contract/project.ts'
import { ok, type Result } from '../../core/contract/result.ts'
import { Run } from '../../core/contract/run.ts'
import { Capabilities } from '../../core/contract/server.ts'
import { Source, SourceDetail } from '../../core/contract/source.ts'
import type { Pairing } from './pairing.ts'
import { type ApiFailure, type Credentials, type Request, send, unexpectedAnswer } from './request.ts'

export type Answer<Value> = Promise<Result<Value, ApiFailure>>

/** The server's side of the panel. Every answer is parsed: a server of another version is told from ours. */
export interface Api {
  capabilities(): Answer<Capabilities>
  projects(): Answer<Project[]>
  sources(projectId: string): Answer<Source[]>
  source(id: string): Answer<SourceDetail>
  runs(projectId: string): Answer<Run[]>
  run(id: string): Answer<Run>
  brief(projectId: string): Answer<Brief | null>
  /** @param id of the run that this makes; the same again makes no second one */
  buildBrief(projectId: string, id: string): Answer<Run>
  cancelRun(id: string): Answer<Run>
  retryRun(id: string): Answer<Run>
}

const shapes = {
  projects: z.object({ projects: z.array(Project) }),
  sources: z.object({ sources: z.array(Source) }),
  runs: z.object({ runs: z.array(Run) }),
  brief: z.object({ brief: Brief.nullable() }),
}

export function createApi(deps: {
  pairing: Pick<Pairing, 'pair' | 'renew'>
  fetch: typeof globalThis.fetch
  /** Hears of every failure, so that one place knows whether the server is there. */
  failed: (failure: ApiFailure) => void
}): Api {
  const { pairing, fetch, failed } = deps

  async function ask<Shape extends z.ZodType>(shape: Shape, request: Request): Answer<z.output<Shape>> {
    const answer = await asked(shape, request)
    if (!answer.ok) failed(answer.error)
    return answer
  }

  async function asked<Shape extends z.ZodType>(shape: Shape, request: Request): Answer<z.output<Shape>> {
    let paired: Result<Credentials, ApiFailure> = await pairing.pair()
    if (!paired.ok) return paired
    let answer = await send(fetch, paired.value, request)
    if (!answer.ok && answer.error.status === 401) {
      paired = await pairing.renew(paired.value.token)
      if (!paired.ok) return paired
      answer = await send(fetch, paired.value, request)
    }
    if (!answer.ok) return answer
    const parsed = shape.safeParse(answer.value)
    return parsed.success ? ok(parsed.data) : { ok: false, error: unexpectedAnswer(paired.value.server, 200) }
  }

  const get = <Shape extends z.ZodType>(shape: Shape, path: string) => ask(shape, { method: 'GET', path })
  const post = <Shape extends z.ZodType>(shape: Shape, path: string, body: unknown = {}) =>
    ask(shape, { method: 'POST', path, body })

  return {
    capabilities: () => get(Capabilities, '/capabilities'),
    projects: async () => inside(await get(shapes.projects, '/projects'), 'projects'),
    sources: async projectId =>
      inside(await get(shapes.sources, `/projects/${projectId}/sources`), 'sources'),
    source: id => get(SourceDetail, `/sources/${id}`),
    runs: async projectId => inside(await get(shapes.runs, `/projects/${projectId}/runs`), 'runs'),
    run: id => get(Run, `/runs/${id}`),
    brief: async projectId => inside(await get(shapes.brief, `/projects/${projectId}/brief`), 'brief'),
    buildBrief: (projectId, id) => post(Run, `/projects/${projectId}/briefs`, { id }),
    cancelRun: id => post(Run, `/runs/${id}/cancel`),
    retryRun: id => post(Run, `/runs/${id}/retry`),
  }
}

function inside<Key extends string, Value>(
  answer: Result<Record<Key, Value>, ApiFailure>,
  key: Key,
): Result<Value, ApiFailure> {
  return answer.ok ? ok(answer.value[key]) : answer
}
