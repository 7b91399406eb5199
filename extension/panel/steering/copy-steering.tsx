import type { Steering } from '../../../core/contract/voice.ts'
import { copied } from '../copied.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { steeringText } from './steering-text.ts'

interface CopySteeringProps {
  steering: Steering
  name: string
  titleOf: (videoId: string) => string
}

export function CopySteering({ steering, name, titleOf }: CopySteeringProps) {
  const { feedback } = usePanel()
  return (
    <div class="steering-copy">
      <Button
        small
        icon="copy"
        onClick={() => void copied(feedback, steeringText(steering, name, titleOf), 'Copied as text')}
      >
        Copy as text
      </Button>
      <Button
        small
        icon="copy"
        onClick={() => void copied(feedback, JSON.stringify(steering, null, 2), 'Copied as JSON')}
      >
        Copy as JSON
      </Button>
    </div>
  )
}
