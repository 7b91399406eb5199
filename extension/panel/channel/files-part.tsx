import { useRef } from 'preact/hooks'
import type { FileOutcome, GivenFile } from '../../channel/caption-files.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Progress } from '../ui/progress.tsx'
import { count } from '../words/numbers.ts'

const accepted = '.srt,.vtt,.sbv,.ttml,.dfxp,.xml,.srv1,.srv2,.srv3,.json,.json3,.txt'

const given = (files: FileList | null): GivenFile[] =>
  [...(files ?? [])].map(file => ({ path: file.webkitRelativePath || file.name, file }))

/** Words from caption files, many at once: the way that always works. */
export function FilesPart() {
  const { channel: world } = usePanel().world
  const { files } = world.view.value
  const many = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const going = files?.going ?? false
  const take = (input: HTMLInputElement) => {
    void world.takeFiles(given(input.files))
    input.value = ''
  }
  return (
    <section class="channel-part" aria-labelledby="channel-files">
      <h3 id="channel-files" class="channel-part__title">
        Caption files
      </h3>
      <p class="channel-aside">
        SRT, VTT, SBV, TTML, XML, JSON or TXT; a whole folder, or drop them here. Each finds its video by the
        id or the title in its name.
      </p>
      <div class="channel-acts">
        <Button small icon="file" held={going} onClick={() => many.current?.click()}>
          Choose files…
        </Button>
        <Button small held={going} onClick={() => folder.current?.click()}>
          Choose a folder…
        </Button>
      </div>
      <input
        ref={many}
        type="file"
        multiple
        hidden
        accept={accepted}
        aria-label="Caption files"
        onChange={event => take(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        multiple
        {...{ webkitdirectory: true }}
        aria-label="Folder of caption files"
        onChange={event => take(event.currentTarget)}
      />
      {files?.going && (
        <Progress label="Reading the files" known={{ done: files.done, total: files.all, label: '' }} />
      )}
      {files && !files.going && <Outcomes outcomes={files.outcomes} />}
    </section>
  )
}

function Outcomes({ outcomes }: { outcomes: FileOutcome[] }) {
  const { channel: world } = usePanel().world
  const taken = outcomes.filter(each => each.state === 'taken').length
  const rest = outcomes.filter(each => each.state !== 'taken')
  return (
    <div class="channel-files" role="status">
      <p>
        {outcomes.length === 0 ? (
          'None of these is a caption file by its name.'
        ) : (
          <>
            <b>{count(taken, 'file')}</b> found {taken === 1 ? 'its video' : 'their videos'}
            {rest.length > 0 && `, ${rest.length} did not`}.
          </>
        )}
      </p>
      {rest.length > 0 && (
        <ul class="channel-rows" aria-label="Files that gave no words">
          {rest.map(each => (
            <RestRow key={each.path} outcome={each} />
          ))}
        </ul>
      )}
      <div class="channel-acts">
        <Button small tone="quiet" onClick={() => world.closeFiles()}>
          Done with these
        </Button>
      </div>
    </div>
  )
}

function RestRow({ outcome }: { outcome: Exclude<FileOutcome, { state: 'taken' }> }) {
  const { channel: world } = usePanel().world
  const { channel } = world.view.value
  const name = outcome.path.split('/').at(-1)!
  return (
    <li class="channel-row channel-row--file">
      <Chip shape={outcome.state === 'wrong' ? 'bad' : 'open'}>
        {outcome.state === 'wrong' ? 'not taken' : 'no video'}
      </Chip>
      <div class="channel-row__words">
        <span class="channel-row__title" dir="auto" title={outcome.path}>
          {name}
        </span>
        <span class="channel-aside">{outcome.why}</span>
        {outcome.state === 'unmatched' && channel && (
          <select
            class="channel-row__choose"
            aria-label={`The video of ${name}`}
            value=""
            onChange={event => void world.placeFile(outcome.path, event.currentTarget.value)}
          >
            <option value="">Choose its video…</option>
            {channel.videos.slice(0, 2_000).map(video => (
              <option key={video.videoId} value={video.videoId}>
                {video.title || video.videoId}
              </option>
            ))}
          </select>
        )}
      </div>
    </li>
  )
}
