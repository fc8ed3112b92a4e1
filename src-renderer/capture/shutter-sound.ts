/** The shutter's sound, made here so that no file has to load. It means: the page is safe. */
let audio: AudioContext | null = null

export function playShutter(): void {
  audio ??= new AudioContext()
  for (const [at, pitch] of [[0, 1900], [0.07, 1300]] as const) click(audio, audio.currentTime + at, pitch)
}

function click(context: AudioContext, at: number, pitchHz: number): void {
  const noise = context.createBufferSource()
  const buffer = context.createBuffer(1, context.sampleRate * 0.05, context.sampleRate)
  const samples = buffer.getChannelData(0)
  for (let i = 0; i < samples.length; i++) samples[i] = (Math.random() * 2 - 1) * Math.exp(-i / (context.sampleRate * 0.008))
  noise.buffer = buffer
  const tone = context.createBiquadFilter()
  tone.type = 'bandpass'
  tone.frequency.value = pitchHz
  noise.connect(tone).connect(context.destination)
  noise.start(at)
}
