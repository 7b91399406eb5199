import type { Steering } from '../../../core/contract/voice.ts'
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
  const copy = async (text: string, said: string) => {
    try {
      await navigator.clipboard.writeText(text)
      feedback.toast({ tone: 'calm', text: said })
    } catch {
      feedback.toast({
        tone: 'bad',
        text: 'The browser did not let it be copied. Click into the panel and try again.',
      })
    }
  }
  return (
    <div class="steering-copy">
      <Button
        small
        icon="copy"
        onClick={() => void copy(steeringText(steering, name, titleOf), 'Copied as text')}
      >
        Copy as text
      </Button>
      <Button
        small
        icon="copy"
        onClick={() => void copy(JSON.stringify(steering, null, 2), 'Copied as JSON')}
      >
        Copy as JSON
      </Button>
    </div>
  )
}
