import type { Project } from '../../core/contract/project.ts'
import type { Request } from './request.ts'

/** What decides for which project a request is, and whether it may change it. */
export interface SharedProjects {
  /** The project that is open. */
  open: string
  /** Those that are somebody else's, and what one may do in them. */
  shared: ReadonlyMap<string, NonNullable<Project['shared']>>
}

export const sharedIn = (projects: readonly Project[]): SharedProjects['shared'] =>
  new Map(projects.flatMap(({ id, shared }) => (shared ? [[id, shared]] : [])))

/** What belongs to a project though its address does not name it: it is asked for from the project that is open. */
const OF_THE_OPEN_ONE =
  /^\/(sources|briefs|findings|tiers|runs|turns|proposals|notes|branches|points|rewrites|youtube\/transcripts)\b/
/** These are asked by POST, and change nothing. */
const QUESTIONS = /^\/(search|estimates)$/

/** The shared project that a request is about; null: it is about what is one's own. */
export function sharedProjectOf(
  { path, body, method, projectId }: Pick<Request, 'path' | 'body' | 'method' | 'projectId'>,
  { open, shared }: SharedProjects,
): string | null {
  if (shared.size === 0 || projectId === null) return null
  const named =
    projectId ??
    /^\/projects\/([^/?]+)/.exec(path)?.[1] ??
    namedIn(body) ??
    /[?&]projectId=([^&]+)/.exec(path)?.[1]
  if (named !== undefined) return shared.has(named) ? named : null
  // What a domain is worth is said for oneself.
  const isOpen = OF_THE_OPEN_ONE.test(path) && !(path.startsWith('/tiers/') && method !== 'GET')
  return isOpen && shared.has(open) ? open : null
}

function namedIn(body: unknown): string | undefined {
  const { projectId, scope } = (typeof body === 'object' && body ? body : {}) as Record<string, unknown>
  const found = projectId ?? (scope as { projectId?: unknown } | null | undefined)?.projectId
  return typeof found === 'string' ? found : undefined
}

/** Why a request is not sent at all: who may only read would be refused. */
export function whyReadOnly(
  { path, method }: Pick<Request, 'path' | 'method'>,
  projectId: string | null,
  { shared }: SharedProjects,
): string | null {
  const known = projectId === null ? undefined : shared.get(projectId)
  if (known?.role !== 'reader' || method === 'GET' || QUESTIONS.test(path) || /\/members\//.test(path))
    return null
  return readOnlyWords(known.owner)
}

/** Why a project of this list may not be changed; null where it may. */
export function whyOnlyRead(projects: readonly Project[], id: string | null): string | null {
  const shared = projects.find(each => each.id === id)?.shared
  return shared?.role === 'reader' ? readOnlyWords(shared.owner) : null
}

/** Said wherever something cannot be changed. */
export const readOnlyWords = (owner: string): string =>
  `You can read this project of ${owner}. Ask them to make you an editor to change it.`
