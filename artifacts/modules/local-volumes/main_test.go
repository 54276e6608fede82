package main

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestOnlyFoldersOfThisNodeAreTouched(t *testing.T) {
	h := host{"m1", "/var/lib/opads-volumes", "local"}
	var c claim
	c.Metadata = metadata{Name: "data", Namespace: "shop", UID: "u1", Annotations: map[string]string{selected: "m1"}}
	c.Spec.StorageClassName = "local"
	if !h.isMine(c) || h.pathOf(c) != "/var/lib/opads-volumes/shop_data_u1" {
		t.Fatal("a claim of this node is not taken")
	}
	for _, change := range []func(*claim){
		func(c *claim) { c.Metadata.Annotations = map[string]string{selected: "m2"} },
		func(c *claim) { c.Spec.StorageClassName = "rbd" },
		func(c *claim) { c.Spec.VolumeName = "bound" },
	} {
		other := c
		change(&other)
		if h.isMine(other) {
			t.Fatalf("a claim that is not ours is taken: %+v", other)
		}
	}
	var v volume
	v.Metadata.Annotations = map[string]string{provisioned: provisioner, "opads/node": "m1"}
	v.Spec.ReclaimPolicy, v.Status.Phase, v.Spec.Local.Path = "Delete", "Released", h.pathOf(c)
	if !h.isOver(v) {
		t.Fatal("a volume without its claim is kept")
	}
	for _, path := range []string{"/etc", "/var/lib/opads-volumes/../../etc", "/var/lib/opads-volumes/a/b", ""} {
		other := v
		other.Spec.Local.Path = path
		if h.isOver(other) {
			t.Fatalf("%q would be removed", path)
		}
	}
}

// One claim's folder cannot be made and one volume is refused by the API: the others of the node are served, and each failure is said once.
func TestOneBadClaimDoesNotStopTheOthers(t *testing.T) {
	root := t.TempDir()
	h := host{"m1", root, "local"}
	claimOf := func(name, mode string) map[string]any {
		return map[string]any{
			"metadata": map[string]any{"name": name, "namespace": "shop", "uid": name, "annotations": map[string]string{selected: "m1"}},
			"spec":     map[string]any{"storageClassName": "local", "volumeMode": mode},
		}
	}
	volumeOf := func(name, path string) map[string]any {
		return map[string]any{
			"metadata": map[string]any{"name": name, "annotations": map[string]string{provisioned: provisioner, "opads/node": "m1"}},
			"spec":     map[string]any{"persistentVolumeReclaimPolicy": "Delete", "local": map[string]string{"path": path}},
			"status":   map[string]string{"phase": "Released"},
		}
	}
	// A file stands where the folder would be.
	if err := os.WriteFile(filepath.Join(root, "shop_file_file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(root, "left")
	if err := os.Mkdir(left, 0o700); err != nil {
		t.Fatal(err)
	}
	var made, removed []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Base(r.URL.Path)
		switch {
		case r.Method == "GET" && name == "persistentvolumeclaims":
			json.NewEncoder(w).Encode(map[string]any{"items": []any{claimOf("file", "Filesystem"), claimOf("refused", ""), claimOf("block", "Block"), claimOf("good", "")}})
		case r.Method == "GET":
			json.NewEncoder(w).Encode(map[string]any{"items": []any{volumeOf("kept", filepath.Join(root, "kept")), volumeOf("gone", left)}})
		case r.Method == "DELETE" && name == "kept":
			http.Error(w, "not now", http.StatusInternalServerError)
		case r.Method == "DELETE":
			removed = append(removed, name)
		default:
			var v struct{ Metadata metadata }
			json.NewDecoder(r.Body).Decode(&v)
			if v.Metadata.Name == "local-refused" {
				http.Error(w, "over the quota", http.StatusForbidden)
				return
			}
			made = append(made, v.Metadata.Name)
		}
	}))
	defer server.Close()
	token := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(token, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	a := api{origin: server.URL, tokenFile: token, plain: server.Client(), stream: server.Client()}
	failed := reconcile(a, h)
	if !slices.Equal(made, []string{"local-good"}) || !slices.Equal(removed, []string{"gone"}) {
		t.Fatalf("made %v, removed %v, failed %v", made, removed, failed)
	}
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Fatal("the folder of a volume without its claim is there")
	}
	names := slices.Sorted(maps.Keys(failed))
	if !slices.Equal(names, []string{"claim shop/block", "claim shop/file", "claim shop/refused", "volume kept"}) {
		t.Fatalf("failed: %v", failed)
	}
	if lines := news(nil, failed); len(lines) != 4 {
		t.Fatalf("said %q", lines)
	}
	again := reconcile(a, h)
	if lines := news(failed, again); len(lines) != 0 {
		t.Fatalf("said again: %q", lines)
	}
	again["claim shop/file"] = errors.New("another fault")
	if lines := news(failed, again); !slices.Equal(lines, []string{"claim shop/file: another fault"}) {
		t.Fatalf("said %q", lines)
	}
}
