/** Every message; one table per room in `messages/`. Pure. */
import { deliveryMessages } from './messages/delivery.ts'
import { inputMessages } from './messages/input.ts'
import { kubeMessages } from './messages/kube.ts'
import { plutoMessages } from './messages/pluto.ts'

export const messages = {
  ...plutoMessages,
  ...deliveryMessages,
  ...kubeMessages,
  ...inputMessages,
} as const

export type MessageCode = keyof typeof messages
