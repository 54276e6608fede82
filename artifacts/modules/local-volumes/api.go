package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

const account = "/var/run/secrets/kubernetes.io/serviceaccount/"

// api has two clients: every answer has its bound, so that a connection that died unseen is let go.
type api struct {
	origin        string
	tokenFile     string
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
		account + "token",
		&http.Client{Transport: transport, Timeout: 30 * time.Second},
		&http.Client{Transport: transport, Timeout: 130 * time.Second},
	}, nil
}

func (a api) ask(client *http.Client, method, path string, body any) (*http.Response, error) {
	token, err := os.ReadFile(a.tokenFile) // read every time: the kubelet renews it
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
