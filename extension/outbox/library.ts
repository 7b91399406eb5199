import type { z } from 'zod'
import type { Brief } from '../../core/contract/brief.ts'
import type { Findings } from '../../core/contract/findings.ts'
import type { Project } from '../../core/contract/project.ts'
import type { Source, SourceDetail } from '../../core/contract/source.ts'
import type { Voice, VoiceDetail } from '../../core/contract/voice.ts'
import { loadShapes } from '../api/load-shapes.ts'
import type { Kept } from '../api/shapes.ts'
import { byAge, type ClipEntry, type OpenDatabase, type Operation, writing } from './database.ts'

/** Whole texts of opened sources that are kept for reading offline. */
const KEPT_DETAILS = 200

/** All that this computer knows of a project, of one moment. */
export interface Snapshot {
  projects: Project[]
  sources: Source[]
  brief: Brief | null
  findings: Findings | null
  clips: ClipEntry[]
  operations: Operation[]
}

/** What was asked and answered of a project, as far as it is kept here. */
export type Talk = z.output<Kept['talk']>

/** What was offered and decided of a project, as far as it is kept here. */
export type KeptDecisions = z.output<Kept['decisions']>

/** Where the outbox was when something was asked of the server: what was acknowledged since, the answer may lack. */
export type Moment = number

/**
 * The last that the server said, so that everything stays readable without it. What an older version of the
 * extension wrote and this one does not understand is as good as absent.
 */
export function libraryOf(open: OpenDatabase) {
  /** Writes an answer, unless the outbox went on since its question: then it is stale, and false. */
  async function keep(key: string, value: unknown, asked: Moment): Promise<boolean> {
    return writing(await open(), ['library', 'meta'], async tx => {
      if (moment(await tx.objectStore('meta').get('acknowledged')) !== asked) return false
      await tx.objectStore('library').put(value, key)
      return true
    })
  }

  return {
    async snapshot(projectId: string): Promise<Snapshot> {
      const tx = (await open()).transaction(['library', 'clips', 'operations'])
      const library = tx.objectStore('library')
      const [projects, sources, brief, findings, clips, operations] = await Promise.all([
        library.get('projects'),
        library.get(`sources:${projectId}`),
        library.get(`brief:${projectId}`),
        library.get(`findings:${projectId}`),
        tx.objectStore('clips').getAll(),
        tx.objectStore('operations').getAll(),
      ])
      return {
        projects: (await understood('projects', projects)) ?? [],
        sources: (await understood('sources', sources)) ?? [],
        brief: await understood('brief', brief),
        findings: await understood('findings', findings),
        clips: clips.filter(clip => clip.state !== 'removed').sort(byAge),
        operations: operations.sort(byAge),
      }
    },

    /** Those that the server has told of. */
    projects: async (): Promise<Project[]> =>
      (await understood('projects', await (await open()).get('library', 'projects'))) ?? [],
    moment: async (): Promise<Moment> => moment(await (await open()).get('meta', 'acknowledged')),
    keepProjects: (projects: Project[], asked: Moment) => keep('projects', projects, asked),
    keepSources: (projectId: string, sources: Source[], asked: Moment) =>
      keep(`sources:${projectId}`, sources, asked),
    async keepBrief(projectId: string, brief: Brief | null): Promise<void> {
      await (await open()).put('library', brief, `brief:${projectId}`)
    },

    async keepFindings(projectId: string, findings: Findings | null): Promise<void> {
      await (await open()).put('library', findings, `findings:${projectId}`)
    },

    detail: async (sourceId: string): Promise<SourceDetail | null> =>
      understood('detail', await (await open()).get('library', `detail:${sourceId}`)),
    async keepDetail(detail: SourceDetail): Promise<void> {
      await writing(await open(), ['library'], async tx => {
        await tx.store.put(detail, `detail:${detail.id}`)
        // Ids sort by age, so the first are the oldest sources.
        const keys = await tx.store.getAllKeys(IDBKeyRange.bound('detail:', 'detail;', false, true))
        for (const key of keys.slice(0, Math.max(0, keys.length - KEPT_DETAILS))) await tx.store.delete(key)
      })
    },

    voices: async (): Promise<Voice[] | null> =>
      understood('voices', await (await open()).get('library', 'voices')),
    /** With the details of these voices and of no others. */
    async keepVoices(voices: Voice[]): Promise<void> {
      await writing(await open(), ['library'], async tx => {
        await tx.store.put(voices, 'voices')
        const living = new Set(voices.map(voice => `voice:${voice.id}`))
        for (const key of await tx.store.getAllKeys(IDBKeyRange.bound('voice:', 'voice;', false, true)))
          if (!living.has(key)) await tx.store.delete(key)
      })
    },
    voice: async (voiceId: string): Promise<VoiceDetail | null> =>
      understood('voice', await (await open()).get('library', `voice:${voiceId}`)),
    async keepVoice(detail: VoiceDetail): Promise<void> {
      await (await open()).put('library', detail, `voice:${detail.voice.id}`)
    },

    talk: async (projectId: string): Promise<Talk | null> =>
      understood('talk', await (await open()).get('library', `talk:${projectId}`)),
    async keepTalk(projectId: string, talk: Talk): Promise<void> {
      await (await open()).put('library', talk, `talk:${projectId}`)
    },

    decisions: async (projectId: string): Promise<KeptDecisions | null> =>
      understood('decisions', await (await open()).get('library', `decisions:${projectId}`)),
    async keepDecisions(projectId: string, decisions: KeptDecisions): Promise<void> {
      await (await open()).put('library', decisions, `decisions:${projectId}`)
    },

    /** For another account, whose things these are not. What waits is kept: it is the creator's own. */
    async forget(): Promise<void> {
      await writing(await open(), ['library', 'scripts', 'scriptRows'], async tx => {
        for (const name of ['library', 'scripts', 'scriptRows'] as const) await tx.objectStore(name).clear()
      })
    },
  }
}

export type Library = ReturnType<typeof libraryOf>

async function understood<Key extends keyof Kept>(
  shape: Key,
  value: unknown,
): Promise<z.output<Kept[Key]> | null> {
  if (value === undefined || value === null) return null
  const parsed = (await loadShapes())?.kept[shape].safeParse(value)
  return parsed?.success ? (parsed.data as z.output<Kept[Key]>) : null
}

const moment = (counted: unknown): Moment => (typeof counted === 'number' ? counted : 0)
