namespace PupilSupport.Api;

/// <summary>Settings that do not belong in the environment, where any child process and many a log would show them.</summary>
internal static class SecretFiles
{
    /// <summary>
    /// Reads each file of the folder <c>Secrets:Folder</c>, when set, as one setting named like the file, with
    /// <c>__</c> for the colon: the form in which container platforms mount secrets.
    /// </summary>
    public static ConfigurationManager AddSecretFiles(this ConfigurationManager configuration)
    {
        if (configuration["Secrets:Folder"] is { Length: > 0 } folder)
        {
            configuration.AddKeyPerFile(folder, optional: false);
        }

        return configuration;
    }
}
