using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace PupilSupport.Infrastructure.Security;

/// <summary>
/// The secrets that must not stand in the database: the key that signs access tokens and the master key from which
/// every other key derives. They live in the folder <c>Keys:Folder</c>, each readable by its owner only.
/// </summary>
/// <remarks>
/// <c>signing-es256.pem</c> signs. Other files that match <c>signing-es256*.pem</c> only verify, so that a key can be
/// replaced while the tokens of its predecessor live out their ten minutes.
/// </remarks>
public sealed class KeyRing : IDisposable
{
    private const string SigningFile = "signing-es256.pem";
    private const string MasterFile = "master.key";
    private const string DevelopmentMarker = "generated-for-development";

    private readonly byte[] _master;
    private readonly List<ECDsaSecurityKey> _verifying = [];

    private KeyRing(string folder)
    {
        _master = KeyFile.Read(Path.Combine(folder, MasterFile));
        IsGenerated = File.Exists(Path.Combine(folder, DevelopmentMarker));
        SigningKey = ReadKey(Path.Combine(folder, SigningFile));
        _verifying.Add(SigningKey);
        foreach (var path in Directory.EnumerateFiles(folder, "signing-es256*.pem").Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(path) != SigningFile)
            {
                _verifying.Add(ReadKey(path));
            }
        }
    }

    /// <summary>The private key (P-256) of access tokens and audit heads.</summary>
    public ECDsa Signing => SigningKey.ECDsa;

    /// <summary>Its RFC 7638 thumbprint, the <c>kid</c> of what it signs.</summary>
    public string KeyId => SigningKey.KeyId;

    /// <summary>The signing key in the form that the token library takes.</summary>
    public ECDsaSecurityKey SigningKey { get; }

    /// <summary>Every key whose signature is accepted, the signing key first.</summary>
    public IReadOnlyList<ECDsaSecurityKey> VerifyingKeys => _verifying;

    /// <summary>Whether the keys were made by a start in Development; Production refuses those.</summary>
    public bool IsGenerated { get; }

    /// <summary>A 32-byte key for one purpose. The same label gives the same key as long as the master key lives.</summary>
    public byte[] Derive(string label) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _master, KeyFile.Bytes, info: Encoding.UTF8.GetBytes(label));

    /// <summary>Opens the ring, first making what is missing when allowed.</summary>
    /// <exception cref="InvalidOperationException">A key is missing or not one.</exception>
    public static KeyRing Open(string folder, bool createMissing)
    {
        if (createMissing)
        {
            Create(folder);
        }

        return new KeyRing(folder);
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_master);
        _verifying.ForEach(k => k.ECDsa.Dispose());
    }

    private static void Create(string folder)
    {
        Directory.CreateDirectory(folder);
        var master = Path.Combine(folder, MasterFile);
        var signing = Path.Combine(folder, SigningFile);
        if (File.Exists(master) && File.Exists(signing))
        {
            return;
        }

        WriteOnce(Path.Combine(folder, DevelopmentMarker), "These keys were made by a start in Development. Production refuses them.\n");
        WriteOnce(master, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyFile.Bytes)));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        WriteOnce(signing, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Whole or not at all, and the first of two rivals wins: another process may start at the same time.</summary>
    private static void WriteOnce(string path, string content)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(draft, Encoding.ASCII, options))
        {
            writer.Write(content);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static ECDsaSecurityKey ReadKey(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(KeyFile.Text(path));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new InvalidOperationException($"{path} must hold a P-256 private key in PEM form.", e);
        }

        if (key.KeySize != 256)
        {
            throw new InvalidOperationException($"{path} must hold a key on the curve P-256.");
        }

        var security = new ECDsaSecurityKey(key);
        security.KeyId = Base64UrlEncoder.Encode(security.ComputeJwkThumbprint());
        return security;
    }
}

public static class KeyRingRegistration
{
    /// <summary>Lazy, so that printing the contract needs no keys. Only Development makes missing ones.</summary>
    public static IServiceCollection AddKeyRing(this IServiceCollection services) => services.AddSingleton(provider =>
    {
        var isDevelopment = provider.GetRequiredService<IHostEnvironment>().IsDevelopment();
        var folder = provider.GetRequiredService<IConfiguration>()["Keys:Folder"];
        if (string.IsNullOrWhiteSpace(folder))
        {
            folder = isDevelopment
                ? Path.Combine(AppContext.BaseDirectory, "keys")
                : throw new InvalidOperationException("Keys:Folder is not set.");
        }

        return KeyRing.Open(folder, isDevelopment);
    });
}
