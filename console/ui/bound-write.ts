/** What a dialog changes, as it was shown: a write is bound to that version, so nobody overwrites what another has done meanwhile. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { problemOf } from '../api/client.ts'

type Tagged = { readonly etag?: string | undefined }
/** The query of it. */
export type Shown = {
  readonly data: Tagged
  refetch(): Promise<{ readonly data?: Tagged | undefined; readonly error: unknown }>
}

/** The version of when the dialog was opened, until the person asks for a newer one: what the stream brings is not seen behind a dialog. */
export function useShown(shown: Shown | undefined) {
  const [ifMatch, setIfMatch] = useState(shown?.data.etag)
  const reading = useMutation({
    mutationFn: async () => {
      const { data, error } = await shown!.refetch()
      if (error) throw error
      setIfMatch(data?.etag)
    },
  })
  return {
    ifMatch,
    isStale: (failure: unknown) => shown !== undefined && problemOf(failure).code === 'write.stale',
    readAgain: reading.mutateAsync,
    isReading: reading.isPending,
    isReadAgain: reading.isSuccess,
    failure: reading.error,
  }
}
