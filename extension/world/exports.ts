import type { Asking } from '../api/client.ts'
import type { Area } from '../browser/storage.ts'
import type { Tabs } from '../browser/tabs.ts'
import type { ExportWorld } from '../panel/export/export-world.ts'
import type { Reports } from '../reports/late-reports.ts'
import type { FollowedWork } from './work.ts'

export interface ExportsDeps {
  session: Area
  tabs: Pick<Tabs, 'open'>
  asking: Asking
  /** What waits on this computer goes first. */
  flush: () => Promise<void>
  followed: Pick<FollowedWork, 'load' | 'choose'>
  used: Reports['used']
}

/** What leaves the panel by a page of its own, and whole projects. */
export const exportsWorld = ({ session, tabs, asking, flush, followed, used }: ExportsDeps): ExportWorld => {
  const apiOf = async () => (await import('../api/folder.ts')).folderApi(asking)
  return {
    async open(page, script) {
      const { handScript } = await import('../exports/handed-script.ts')
      await handScript(session, script)
      await tabs.open(`${location.origin}/${page}.html`, { active: true })
      used({ event: 'script_exported' })
    },
    taken: () => used({ event: 'script_exported' }),
    async folder(projectId) {
      await flush()
      return (await apiOf()).saved(projectId)
    },
    async bring(zip, asNew) {
      // Where it was deleted here the server hears of it first, and then it can come back.
      await flush()
      const brought = await (await apiOf()).bring(zip, asNew)
      if (brought.ok) {
        await followed.load()
        await followed.choose(brought.value.id)
      }
      return brought
    },
  }
}
