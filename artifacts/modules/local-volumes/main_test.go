package main

import "testing"

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
