import type { Project } from '../../core/contract/project.ts'
import type { Answer, Asking } from './client.ts'

/** A whole project is packed, or taken in, while one waits. */
const FOLDER_MS = 180_000

/** A whole project as a zipped folder. */
export interface FolderApi {
  saved(projectId: string): Answer<ArrayBuffer>
  /**
   * Refused as `conflict` where it is there already.
   * @param asNew under new ids, beside the one that is there
   */
  bring(zip: Blob, asNew: boolean): Answer<Project>
}

export const folderApi = ({ ask }: Pick<Asking, 'ask'>): FolderApi => ({
  saved: projectId =>
    ask('bytes', { method: 'GET', path: `/projects/${projectId}/folder`, timeoutMs: FOLDER_MS }),
  // A file of a disk says of its type what the system thinks of its name.
  bring: (zip, asNew) =>
    ask('project', {
      method: 'POST',
      path: `/projects/import${asNew ? '?as=new' : ''}`,
      body: zip.slice(0, zip.size, 'application/zip'),
      timeoutMs: FOLDER_MS,
    }),
})
