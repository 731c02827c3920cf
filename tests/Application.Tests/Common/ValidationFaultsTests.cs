using FluentValidation.Results;
using PupilSupport.Application.Common.Behaviours;

namespace PupilSupport.Application.Tests.Common;

public sealed class ValidationFaultsTests
{
    [Theory]
    [InlineData("Note", "/note")]
    [InlineData("Participants[0].PupilId", "/participants/0/pupilId")]
    [InlineData("Rows[2].Cells[10]", "/rows/2/cells/10")]
    [InlineData("", "")]
    public void A_path_becomes_a_pointer(string path, string pointer) => Assert.Equal(pointer, ValidationFaults.Pointer(path));

    [Theory]
    [InlineData("NotEmptyValidator", "required")]
    [InlineData("MaximumLengthValidator", "too-long")]
    [InlineData("InclusiveBetweenValidator", "out-of-range")]
    [InlineData("a-code-of-ours", "a-code-of-ours")]
    public void A_validator_becomes_a_stable_code(string validator, string code) =>
        Assert.Equal(code, ValidationFaults.ToFault(new ValidationFailure("Note", "text") { ErrorCode = validator }).Code);
}
