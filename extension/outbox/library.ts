import { z } from 'zod'
import { Brief } from '../../core/contract/brief.ts'
import { Project } from '../../core/contract/project.ts'
import { Source, SourceDetail } from '../../core/contract/source.ts'
import { type OpenDatabase, writing } from './database.ts'

/** Whole texts of opened sources that are kept for reading offline. */
const KEPT_DETAILS = 200

/**
 * The last that the server said, so that everything stays readable without it. What an older version of the
 * extension wrote and this one does not understand is as good as absent.
 */
export function libraryOf(open: OpenDatabase) {
  async function read<Shape extends z.ZodType>(key: string, shape: Shape): Promise<z.output<Shape> | null> {
    const parsed = shape.safeParse(await (await open()).get('library', key))
    return parsed.success ? parsed.data : null
  }
  const write = async (key: string, value: unknown): Promise<void> => {
    await (await open()).put('library', value, key)
  }
  return {
    projects: async () => (await read('projects', z.array(Project))) ?? [],
    keepProjects: (projects: Project[]) => write('projects', projects),

    sources: async (projectId: string) => (await read(`sources:${projectId}`, z.array(Source))) ?? [],
    keepSources: (projectId: string, sources: Source[]) => write(`sources:${projectId}`, sources),

    brief: (projectId: string) => read(`brief:${projectId}`, Brief),
    keepBrief: (projectId: string, brief: Brief | null) => write(`brief:${projectId}`, brief),

    detail: (sourceId: string) => read(`detail:${sourceId}`, SourceDetail),
    async keepDetail(detail: SourceDetail): Promise<void> {
      await writing(await open(), ['library'], async tx => {
        const store = tx.objectStore('library')
        await store.put(detail, `detail:${detail.id}`)
        // Ids sort by age, so the first are the oldest sources.
        const keys = await store.getAllKeys(IDBKeyRange.bound('detail:', 'detail;', false, true))
        for (const key of keys.slice(0, Math.max(0, keys.length - KEPT_DETAILS))) await store.delete(key)
      })
    },

    /** For another account, whose things these are not. What waits is kept: it is the creator's own. */
    async forget(): Promise<void> {
      await (await open()).clear('library')
    },
  }
}

export type Library = ReturnType<typeof libraryOf>
