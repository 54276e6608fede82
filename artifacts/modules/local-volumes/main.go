// Folders of a node as persistent volumes: makes one for a claim whose pod is to run here, removes it with the claim.
// One runs on every node. It asks the API server for claims and volumes and acts on those of its own node; nothing is kept elsewhere.
package main

import (
	"cmp"
	"errors"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"
)

const (
	provisioner = "opads/local-volumes"
	selected    = "volume.kubernetes.io/selected-node"
	provisioned = "pv.kubernetes.io/provisioned-by"
	resync      = 30 * time.Second
)

type metadata struct {
	Name            string            `json:"name"`
	Namespace       string            `json:"namespace,omitempty"`
	UID             string            `json:"uid,omitempty"`
	ResourceVersion string            `json:"resourceVersion,omitempty"`
	Annotations     map[string]string `json:"annotations,omitempty"`
}

type claim struct {
	Metadata metadata `json:"metadata"`
	Spec     struct {
		StorageClassName string   `json:"storageClassName"`
		VolumeName       string   `json:"volumeName"`
		AccessModes      []string `json:"accessModes"`
		VolumeMode       string   `json:"volumeMode"`
		Resources        struct {
			Requests map[string]string `json:"requests"`
		} `json:"resources"`
	} `json:"spec"`
}

type volume struct {
	Metadata metadata `json:"metadata"`
	Spec     struct {
		ReclaimPolicy string `json:"persistentVolumeReclaimPolicy"`
		Local         struct {
			Path string `json:"path"`
		} `json:"local"`
	} `json:"spec"`
	Status struct {
		Phase string `json:"phase"`
	} `json:"status"`
}

// host is this node: its name, the folder that volumes lie in, the class that it serves.
type host struct{ node, root, class string }

func (h host) pathOf(c claim) string {
	return filepath.Join(h.root, c.Metadata.Namespace+"_"+c.Metadata.Name+"_"+c.Metadata.UID)
}

// isMine says whether a claim waits for a folder of this node.
func (h host) isMine(c claim) bool {
	return c.Spec.StorageClassName == h.class && c.Spec.VolumeName == "" && c.Metadata.Annotations[selected] == h.node
}

// isOver says whether a volume of this node has lost its claim for good, and its folder is one of ours.
func (h host) isOver(v volume) bool {
	return v.Metadata.Annotations[provisioned] == provisioner && v.Metadata.Annotations["opads/node"] == h.node &&
		v.Status.Phase == "Released" && v.Spec.ReclaimPolicy == "Delete" && filepath.Dir(v.Spec.Local.Path) == h.root
}

func (h host) volumeFor(c claim) map[string]any {
	term := map[string]any{"key": "kubernetes.io/hostname", "operator": "In", "values": []string{h.node}}
	terms := []any{map[string]any{"matchExpressions": []any{term}}}
	return map[string]any{
		"apiVersion": "v1", "kind": "PersistentVolume",
		"metadata": map[string]any{
			"name":        "local-" + c.Metadata.UID,
			"annotations": map[string]string{provisioned: provisioner, "opads/node": h.node},
		},
		"spec": map[string]any{
			"capacity":                      map[string]string{"storage": c.Spec.Resources.Requests["storage"]},
			"accessModes":                   c.Spec.AccessModes,
			"persistentVolumeReclaimPolicy": "Delete",
			"storageClassName":              h.class,
			"local":                         map[string]string{"path": h.pathOf(c)},
			"nodeAffinity":                  map[string]any{"required": map[string]any{"nodeSelectorTerms": terms}},
			"claimRef": map[string]string{
				"apiVersion": "v1", "kind": "PersistentVolumeClaim",
				"namespace": c.Metadata.Namespace, "name": c.Metadata.Name, "uid": c.Metadata.UID,
			},
		},
	}
}

// failures are by the claim or volume that they are about, so that one of them does not stop the others.
type failures map[string]error

// reconcile makes a folder for each claim that waits for one here, and removes those whose claim is gone.
func reconcile(a api, h host) failures {
	failed := failures{}
	var claims struct{ Items []claim }
	if err := a.do("GET", "/api/v1/persistentvolumeclaims", nil, &claims); err != nil {
		failed["claims"] = err
	}
	for _, c := range claims.Items {
		if !h.isMine(c) {
			continue
		}
		if err := provide(a, h, c); err != nil {
			failed["claim "+c.Metadata.Namespace+"/"+c.Metadata.Name] = err
		}
	}
	var volumes struct{ Items []volume }
	if err := a.do("GET", "/api/v1/persistentvolumes", nil, &volumes); err != nil {
		failed["volumes"] = err
	}
	for _, v := range volumes.Items {
		if !h.isOver(v) {
			continue
		}
		if err := remove(a, v); err != nil {
			failed["volume "+v.Metadata.Name] = err
		}
	}
	return failed
}

func provide(a api, h host, c claim) error {
	if c.Spec.VolumeMode == "Block" {
		return errors.New("asks for a block device: this class has only folders")
	}
	path := h.pathOf(c)
	if err := os.MkdirAll(path, 0o777); err != nil {
		return err
	}
	// Whoever the pod runs as writes here; the folder above lets nobody else in.
	if err := os.Chmod(path, 0o777); err != nil {
		return err
	}
	if err := a.do("POST", "/api/v1/persistentvolumes", h.volumeFor(c), nil, http.StatusConflict); err != nil {
		return err
	}
	log.Printf("made %s", path)
	return nil
}

func remove(a api, v volume) error {
	if err := os.RemoveAll(v.Spec.Local.Path); err != nil {
		return err
	}
	if err := a.do("DELETE", "/api/v1/persistentvolumes/"+v.Metadata.Name, nil, nil, http.StatusNotFound); err != nil {
		return err
	}
	log.Printf("removed %s", v.Spec.Local.Path)
	return nil
}

// news answers what to log: failures that were not there, or were others, at the last try.
func news(before, now failures) []string {
	var lines []string
	for name, err := range now {
		if old, known := before[name]; !known || old.Error() != err.Error() {
			lines = append(lines, name+": "+err.Error())
		}
	}
	slices.Sort(lines)
	return lines
}

func main() {
	h := host{os.Getenv("NODE_NAME"), filepath.Clean(os.Getenv("VOLUMES_FOLDER")), os.Getenv("STORAGE_CLASS")}
	if h.node == "" || h.class == "" || !filepath.IsAbs(h.root) {
		log.Fatal("NODE_NAME, VOLUMES_FOLDER and STORAGE_CLASS are needed")
	}
	if err := os.Chmod(h.root, 0o711); err != nil {
		log.Fatal(err)
	}
	a, err := openAPI()
	if err != nil {
		log.Fatal(err)
	}
	happened := make(chan struct{}, 1)
	go watch(a, "/api/v1/persistentvolumeclaims", happened)
	go watch(a, "/api/v1/persistentvolumes", happened)
	failed, retry := failures{}, time.Duration(0)
	for {
		now := reconcile(a, h)
		for _, line := range news(failed, now) {
			log.Print(line)
		}
		// What failed is tried again after 1 s, 2 s, 4 s …, at the latest with the next look at everything.
		if failed = now; len(failed) == 0 {
			retry = 0
		} else {
			retry = min(max(2*retry, time.Second), resync)
		}
		select {
		case <-happened:
		case <-time.After(cmp.Or(retry, resync)):
		}
	}
}
