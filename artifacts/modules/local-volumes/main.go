// Folders of a node as persistent volumes: makes one for a claim whose pod is to run here, removes it with the claim.
// One runs on every node. It asks the API server for claims and volumes and acts on those of its own node; nothing is kept elsewhere.
package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	provisioner = "opads/local-volumes"
	account     = "/var/run/secrets/kubernetes.io/serviceaccount/"
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

// api has two clients: every answer has its bound, so that a connection that died unseen is let go.
type api struct {
	origin        string
	plain, stream *http.Client
}

func openAPI() (api, error) {
	bundle, err := os.ReadFile(account + "ca.crt")
	if err != nil {
		return api{}, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(bundle)
	address := net.JoinHostPort(os.Getenv("KUBERNETES_SERVICE_HOST"), os.Getenv("KUBERNETES_SERVICE_PORT"))
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}
	return api{
		"https://" + address,
		&http.Client{Transport: transport, Timeout: 30 * time.Second},
		&http.Client{Transport: transport, Timeout: 130 * time.Second},
	}, nil
}

func (a api) ask(client *http.Client, method, path string, body any) (*http.Response, error) {
	token, err := os.ReadFile(account + "token") // read every time: the kubelet renews it
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequest(method, a.origin+path, bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(token)))
	request.Header.Set("Content-Type", "application/json")
	return client.Do(request)
}

// do sends and reads the answer; fine lists codes that are no failure beside 2xx.
func (a api) do(method, path string, body, into any, fine ...int) error {
	response, err := a.ask(a.plain, method, path, body)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	for _, code := range fine {
		if response.StatusCode == code {
			return nil
		}
	}
	if response.StatusCode >= 300 {
		said, _ := io.ReadAll(io.LimitReader(response.Body, 500))
		return fmt.Errorf("%s %s: %s: %s", method, path, response.Status, said)
	}
	if into == nil {
		return nil
	}
	return json.NewDecoder(response.Body).Decode(into)
}

func reconcile(a api, h host) error {
	var claims struct{ Items []claim }
	if err := a.do("GET", "/api/v1/persistentvolumeclaims", nil, &claims); err != nil {
		return err
	}
	for _, c := range claims.Items {
		if !h.isMine(c) {
			continue
		}
		if c.Spec.VolumeMode == "Block" {
			log.Printf("claim %s/%s asks for a block device: this class has only folders", c.Metadata.Namespace, c.Metadata.Name)
			continue
		}
		if err := os.MkdirAll(h.pathOf(c), 0o777); err != nil {
			return err
		}
		// Whoever the pod runs as writes here; the folder above lets nobody else in.
		if err := os.Chmod(h.pathOf(c), 0o777); err != nil {
			return err
		}
		if err := a.do("POST", "/api/v1/persistentvolumes", h.volumeFor(c), nil, http.StatusConflict); err != nil {
			return err
		}
		log.Printf("made %s", h.pathOf(c))
	}
	var volumes struct{ Items []volume }
	if err := a.do("GET", "/api/v1/persistentvolumes", nil, &volumes); err != nil {
		return err
	}
	for _, v := range volumes.Items {
		if !h.isOver(v) {
			continue
		}
		if err := os.RemoveAll(v.Spec.Local.Path); err != nil {
			return err
		}
		if err := a.do("DELETE", "/api/v1/persistentvolumes/"+v.Metadata.Name, nil, nil, http.StatusNotFound); err != nil {
			return err
		}
		log.Printf("removed %s", v.Spec.Local.Path)
	}
	return nil
}

// watch says that something happened at path; a broken or ended stream is begun again.
func watch(a api, path string, happened chan<- struct{}) {
	for {
		response, err := a.ask(a.stream, "GET", path+"?watch=1&timeoutSeconds=120", nil)
		if err == nil {
			decoder := json.NewDecoder(response.Body)
			for {
				var event json.RawMessage
				if decoder.Decode(&event) != nil {
					break
				}
				select {
				case happened <- struct{}{}:
				default: // one is waiting to be seen already
				}
			}
			response.Body.Close()
		}
		time.Sleep(time.Second)
	}
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
	for {
		if err := reconcile(a, h); err != nil {
			log.Print(err)
			time.Sleep(time.Second)
			continue
		}
		select {
		case <-happened:
		case <-time.After(resync):
		}
	}
}
