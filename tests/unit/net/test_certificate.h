// A self-signed certificate made on the spot, written to PEM files in a directory that is removed at the end. For tests.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace mailrace::testing {

class TestCertificate {
public:
    explicit TestCertificate(const std::string& host = "localhost") {
        std::string pattern = (std::filesystem::temp_directory_path() / "mailrace-cert-XXXXXX").string();
        directory_ = ::mkdtemp(pattern.data());
        EVP_PKEY* key = EVP_EC_gen("P-256");
        X509* cert = X509_new();
        X509_set_version(cert, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(cert), 7);
        X509_gmtime_adj(X509_getm_notBefore(cert), -3600);
        X509_gmtime_adj(X509_getm_notAfter(cert), 3600);
        X509_set_pubkey(cert, key);
        X509_NAME* name = X509_get_subject_name(cert);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(host.c_str()), -1, -1, 0);
        X509_set_issuer_name(cert, name);
        std::string san = "DNS:" + host;
        X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, san.c_str());
        X509_add_ext(cert, extension, -1);
        X509_EXTENSION_free(extension);
        X509_sign(cert, key, EVP_sha256());
        write(certificate_file(), [&](std::FILE* f) { PEM_write_X509(f, cert); });
        write(key_file(), [&](std::FILE* f) { PEM_write_PrivateKey(f, key, nullptr, nullptr, 0, nullptr, nullptr); });
        X509_free(cert);
        EVP_PKEY_free(key);
    }
    ~TestCertificate() { std::filesystem::remove_all(directory_); }
    TestCertificate(const TestCertificate&) = delete;
    TestCertificate& operator=(const TestCertificate&) = delete;

    std::string certificate_file() const { return directory_ + "/cert.pem"; }
    std::string key_file() const { return directory_ + "/key.pem"; }

private:
    template <class F>
    static void write(const std::string& path, F content) {
        std::FILE* file = std::fopen(path.c_str(), "w");
        content(file);
        std::fclose(file);
    }
    std::string directory_;
};

}  // namespace mailrace::testing
