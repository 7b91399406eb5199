/** Why a body gave no transcript. `message` is for the creator: what it is and what to do. */
export interface CaptionError {
  code: 'empty' | 'too_large' | 'not_text' | 'web_page' | 'unknown_format' | 'no_speech'
  message: string
}

const messages: Record<CaptionError['code'], string> = {
  empty: 'The caption file is empty. Choose another file.',
  too_large: 'The caption file is too large to be one video’s captions. Choose a file of less than 20 MB.',
  not_text: 'This is not a caption file. Choose a .srt, .vtt, .sbv, .ttml, .xml, .json or .txt file.',
  web_page: 'This is a web page, not a caption file. Download the captions themselves and choose that file.',
  unknown_format:
    'The captions in this file could not be read. Choose a .srt, .vtt, .sbv, .ttml, .xml, .json or .txt file.',
  no_speech: 'The caption file holds no spoken words. Choose another file.',
}

export const captionError = (code: CaptionError['code']): CaptionError => ({ code, message: messages[code] })
