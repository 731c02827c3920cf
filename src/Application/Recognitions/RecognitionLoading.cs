using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Recognitions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Recognitions;

namespace PupilSupport.Application.Recognitions;

/// <summary>Loads a recognition to change it: out of reach 404, not the caller's to change 403, changed meanwhile 412.</summary>
internal sealed class RecognitionLoading(RecognitionAccess access, RecognitionAnswers answers)
{
    /// <summary>Loads, does the one thing, and answers with the whole record.</summary>
    public async Task<Result<RecognitionDto>> ChangeAsync(
        Guid id, int version, RecognitionAction action, Func<Recognition, Task<Result>> change, CancellationToken ct)
    {
        var recognitionId = new RecognitionId(id);
        var recognition = await access.Readable().Include(r => r.Pupils).SingleOrDefaultAsync(r => r.Id == recognitionId, ct);
        var refused = recognition switch
        {
            null => CommonErrors.NotFound,
            _ when !access.May(action, recognition.SchoolId, recognition.AuthorId?.Value) => CommonErrors.InsufficientScope,
            _ => recognition.Check(version).Error ?? (await change(recognition)).Error,
        };
        return refused is null ? await answers.OfAsync(recognition!, ct) : refused;
    }
}
