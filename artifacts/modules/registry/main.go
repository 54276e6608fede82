// The registry of distribution with what a cloud uses of it: blobs in a folder, accounts in a file. Upstream's main brings
// the libraries of three clouds for other stores: half of all that it compiles.
package main

import (
	"os"

	"github.com/distribution/distribution/v3/registry"
	_ "github.com/distribution/distribution/v3/registry/auth/htpasswd"
	_ "github.com/distribution/distribution/v3/registry/storage/driver/filesystem"
)

func main() {
	if err := registry.RootCmd.Execute(); err != nil {
		os.Exit(1)
	}
}
