using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Recognitions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Recognitions;

namespace PupilSupport.Application.Recognitions;

/// <summary>What may go home. A card tells of its own pupil alone, also when its text was written of several.</summary>
internal sealed class RecognitionCards(IAppDbContext db)
{
    /// <summary>Why this pupil's card is not issued; null when it may be.</summary>
    public async Task<Error?> RefusalAsync(RecognitionDto recognition, PupilId pupil, CancellationToken ct)
    {
        if (recognition.VoidedAt is not null)
        {
            return RecognitionErrors.CardOfVoid.At("/recordId");
        }

        var id = new RecognitionId(recognition.Id);
        var people = await db.Set<Pupil>().AsNoTracking()
            .Where(p => db.Set<Recognition>().Any(r => r.Id == id && r.Pupils.Any(m => m.PupilId == p.Id)))
            .Select(p => new { p.Id, Names = new[] { p.GivenName, p.FamilyName, p.PreferredGivenName, p.PreferredFamilyName } })
            .ToListAsync(ct);
        var own = people.Where(p => p.Id == pupil).SelectMany(p => p.Names).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var others = people.Where(p => p.Id != pupil).SelectMany(p => p.Names).OfType<string>().Where(n => !own.Contains(n));
        return others.Any(name => Names(recognition.Text, name)) ? RecognitionErrors.CardNamesAnother.At("/pupilId") : null;
    }

    /// <summary>As a word of its own, in whatever case it is written.</summary>
    private static bool Names(string text, string name) =>
        Regex.IsMatch(text, $@"(?<![\p{{L}}\p{{M}}]){Regex.Escape(name)}(?![\p{{L}}\p{{M}}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
